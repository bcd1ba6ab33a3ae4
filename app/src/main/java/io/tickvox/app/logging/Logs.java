package io.tickvox.app.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Sets up logging. */
public final class Logs {
    private static final String PATTERN = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSX,UTC} %-5level [%thread] %logger{30} - %msg%n";
    private static final String SHORT_PATTERN = "tickvox: %level: %msg%n%nopex";
    private static final int FILES_KEPT = 4;
    private static final FileSize FILE_SIZE = FileSize.valueOf("10MB");

    /** Libraries that tell more than anybody wants to read at level info. */
    private static final List<String> TALKATIVE = List.of(
            "kafka",
            "state.change.logger",
            "org.apache.kafka",
            "org.apache.flink",
            "org.apache.pekko",
            "org.apache.hadoop",
            "org.apache.parquet",
            "org.eclipse.jetty",
            "org.flywaydb",
            "io.javalin",
            "com.zaxxer.hikari");

    /** What they warn of is their normal way inside one process: a broker that is starting, no Hadoop, no log of Flink's own. */
    private static final List<String> FALSE_ALARMS = List.of(
            "org.apache.kafka.clients.NetworkClient",
            "org.apache.kafka.controller.QuorumController",
            "org.apache.flink.metrics.MetricGroup",
            "org.apache.flink.runtime.rpc.RpcEndpoint",
            "org.apache.flink.runtime.util.HadoopUtils",
            "org.apache.flink.runtime.webmonitor.WebMonitorUtils",
            "org.apache.hadoop.util.NativeCodeLoader");

    private Logs() {}

    static void quiet(LoggerContext context) {
        PatternLayoutEncoder encoder = encoder(context, SHORT_PATTERN);
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        root(context, appender, Level.ERROR);
    }

    /**
     * From now on messages go to {@code file}, which is rolled over at 10 MB; four older files are kept.
     *
     * @param level name of the least severe level that is written
     */
    public static void toFile(Path file, String level) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setContext(context);
        appender.setFile(file.toString());
        appender.setEncoder(encoder(context, PATTERN));

        FixedWindowRollingPolicy rolling = new FixedWindowRollingPolicy();
        rolling.setContext(context);
        rolling.setParent(appender);
        rolling.setFileNamePattern(file + ".%i");
        rolling.setMinIndex(1);
        rolling.setMaxIndex(FILES_KEPT);
        rolling.start();

        SizeBasedTriggeringPolicy<ILoggingEvent> trigger = new SizeBasedTriggeringPolicy<>();
        trigger.setContext(context);
        trigger.setMaxFileSize(FILE_SIZE);
        trigger.start();

        appender.setRollingPolicy(rolling);
        appender.setTriggeringPolicy(trigger);
        appender.start();
        Level threshold = Level.toLevel(level, Level.INFO);
        root(context, appender, threshold);
        Level others = threshold.equals(Level.INFO) ? Level.WARN : threshold;
        TALKATIVE.forEach(name -> context.getLogger(name).setLevel(others));
        if (!threshold.isGreaterOrEqual(Level.WARN) && threshold.isGreaterOrEqual(Level.INFO)) {
            FALSE_ALARMS.forEach(name -> context.getLogger(name).setLevel(Level.ERROR));
        }
    }

    private static PatternLayoutEncoder encoder(LoggerContext context, String pattern) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(pattern);
        encoder.start();
        return encoder;
    }

    private static void root(LoggerContext context, Appender<ILoggingEvent> appender, Level level) {
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.detachAndStopAllAppenders();
        root.setLevel(level);
        root.addAppender(appender);
    }
}
