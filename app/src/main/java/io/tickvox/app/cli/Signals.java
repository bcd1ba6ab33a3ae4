package io.tickvox.app.cli;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears Ctrl-C and SIGTERM before the JVM does. A shutdown hook comes too late for a clean stop: it runs beside those of
 * Flink, which take away what a last checkpoint needs. Java has no public way to do this, so {@code sun.misc.Signal} of
 * module {@code jdk.unsupported} is called by name; where there is none, the JVM's own handling stays.
 */
final class Signals {
    private static final Logger log = LoggerFactory.getLogger(Signals.class);
    private static final Map<String, Integer> NUMBERS = Map.of("INT", 2, "TERM", 15);

    private Signals() {}

    /** From now on, {@code action} is told the number of each signal that asks the process to end. */
    static void onStop(IntConsumer action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            for (Map.Entry<String, Integer> entry : NUMBERS.entrySet()) {
                Object proxy = Proxy.newProxyInstance(
                        handler.getClassLoader(), new Class<?>[] {handler}, (self, method, arguments) -> {
                            if (method.getName().equals("handle")) {
                                action.accept(entry.getValue());
                            }
                            return null;
                        });
                signal.getMethod("handle", signal, handler)
                        .invoke(null, signal.getConstructor(String.class).newInstance(entry.getKey()), proxy);
            }
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            log.warn("Cannot listen to signals; a stop will resume from the last checkpoint: {}", e.toString());
        }
    }
}
