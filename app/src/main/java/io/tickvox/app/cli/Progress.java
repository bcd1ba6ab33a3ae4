package io.tickvox.app.cli;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;

/**
 * Says on standard error how far something has come: on a terminal one line that changes, elsewhere a plain line every ten
 * seconds. Not safe for use by several threads at once.
 */
final class Progress {
    private static final Duration ON_TERMINAL = Duration.ofMillis(200);
    private static final Duration ELSEWHERE = Duration.ofSeconds(10);
    private static final double RATE_SMOOTHING = 0.3;

    private final PrintWriter err;
    private final boolean terminal;
    private final Clock clock;
    private String what = "";
    private long startMillis;
    private long shownMillis;
    private long shownDone;
    private double rate;
    private int width;

    Progress(Console console) {
        this.err = console.err();
        this.terminal = console.progressTerminal();
        this.clock = console.clock();
        this.startMillis = clock.millis();
        this.shownMillis = startMillis;
    }

    /**
     * Tells how far it is.
     *
     * @param activity what is being done, for example {@code landing}
     * @param done how many units are done
     * @param total how many there are; 0 if not known
     * @param unit what is counted, for example {@code posts}
     */
    void update(String activity, long done, long total, String unit) {
        long now = clock.millis();
        if (!activity.equals(what)) {
            what = activity;
            startMillis = now;
            shownDone = done;
            rate = 0;
        }
        long elapsed = now - shownMillis;
        if (elapsed < (terminal ? ON_TERMINAL : ELSEWHERE).toMillis()) {
            return;
        }
        double current = Math.max(0, (done - shownDone) * 1000.0 / Math.max(1, elapsed));
        rate = rate == 0 ? current : RATE_SMOOTHING * current + (1 - RATE_SMOOTHING) * rate;
        shownMillis = now;
        shownDone = done;
        show(text(activity, done, total, unit));
    }

    private String text(String activity, long done, long total, String unit) {
        StringBuilder text = new StringBuilder(activity);
        if (total > 0) {
            text.append(String.format(Locale.ROOT, " %d%%", Math.min(100, 100 * done / total)));
        }
        text.append(String.format(Locale.ROOT, ", %,d %s, %,.0f/s", done, unit, rate));
        if (total > done && rate > 0) {
            text.append(", ").append(span((long) ((total - done) / rate))).append(" left");
        }
        return text.toString();
    }

    /** Seconds as people read them. */
    static String span(long seconds) {
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3600
                ? seconds / 60 + " min " + seconds % 60 + " s"
                : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }

    private void show(String text) {
        if (terminal) {
            err.print('\r' + text + " ".repeat(Math.max(0, width - text.length())));
            err.flush();
            width = text.length();
        } else {
            err.println(text);
        }
    }

    /** Says {@code text} on a line of its own. */
    void say(String text) {
        clear();
        err.println(text);
    }

    /** Takes the changing line away. */
    void clear() {
        if (terminal && width > 0) {
            err.print('\r' + " ".repeat(width) + '\r');
            err.flush();
            width = 0;
        }
    }
}
