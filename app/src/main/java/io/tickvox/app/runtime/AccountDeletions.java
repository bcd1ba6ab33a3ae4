package io.tickvox.app.runtime;

import io.tickvox.model.TickvoxException;
import io.tickvox.sources.Landing;
import io.tickvox.sources.Landing.Channel;
import io.tickvox.sources.account.GonePosts;
import io.tickvox.store.AccountChanges;
import io.tickvox.store.AccountChanges.Account;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lands the deletion of each post whose author has gone. What the job wrote of accounts is worked off from the table, and an
 * account counts as looked at only once what was found has landed, so that no end of the process loses any of it.
 */
final class AccountDeletions implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AccountDeletions.class);
    private static final Duration PERIOD = Duration.ofSeconds(2);
    private static final int ACCOUNTS_AT_ONCE = 200;
    private static final int POSTS_AT_ONCE = 500;

    private final DataSource database;
    private final Supplier<? extends Landing> landings;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "tickvox-accounts");
        thread.setDaemon(true);
        return thread;
    });

    /** @param landings opens a landing, which is closed after use: there is seldom anything to land */
    AccountDeletions(DataSource database, Supplier<? extends Landing> landings, Clock clock) {
        this.database = database;
        this.landings = landings;
        this.clock = clock;
    }

    /** Works off what is due every two seconds from now on. */
    AccountDeletions started() {
        timer.scheduleWithFixedDelay(this::look, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    private void look() {
        try {
            int posts = workOff();
            if (posts > 0) {
                LOG.info("Deleting {} posts of accounts that have gone", posts);
            }
        } catch (SQLException | TickvoxException e) {
            LOG.warn("Cannot delete the posts of accounts that have gone; tried again soon: {}", e.toString());
        } catch (RuntimeException | Error e) {
            // Whatever leaves this would end the timer.
            LOG.error("Cannot delete the posts of accounts that have gone; tried again soon", e);
        }
    }

    /** Works off what is due, and returns how many deletions have landed. */
    synchronized int workOff() throws SQLException {
        int posts = 0;
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(true);
            List<Account> due;
            do {
                due = AccountChanges.due(connection, clock.instant(), ACCOUNTS_AT_ONCE);
                posts += due.isEmpty() ? 0 : workOff(connection, due);
            } while (due.size() == ACCOUNTS_AT_ONCE);
        }
        return posts;
    }

    private int workOff(Connection connection, List<Account> due) throws SQLException {
        Instant now = clock.instant();
        int posts = 0;
        try (LazyLanding landing = new LazyLanding(landings)) {
            for (Account account : due) {
                Instant until = account.deletesUntil(now);
                List<String> found = until == null ? List.of() : AccountChanges.posts(connection, account, until);
                for (int i = 0; i < found.size(); i += POSTS_AT_ONCE) {
                    List<String> part = found.subList(i, Math.min(found.size(), i + POSTS_AT_ONCE));
                    landing.open()
                            .land(
                                    Channel.POSTS,
                                    GonePosts.envelope(account.source(), account.authorId(), until, part, now));
                }
                posts += found.size();
            }
            landing.flush();
        }
        for (Account account : due) {
            AccountChanges.looked(connection, account, now);
        }
        return posts;
    }

    /** A landing that is opened when something is to land. */
    private static final class LazyLanding implements AutoCloseable {
        private final Supplier<? extends Landing> opener;
        private @Nullable Landing opened;

        LazyLanding(Supplier<? extends Landing> opener) {
            this.opener = opener;
        }

        Landing open() {
            Landing open = opened;
            if (open == null) {
                open = opener.get();
                opened = open;
            }
            return open;
        }

        void flush() {
            if (opened != null) {
                opened.flush();
            }
        }

        @Override
        public void close() {
            if (opened != null) {
                opened.close();
            }
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
