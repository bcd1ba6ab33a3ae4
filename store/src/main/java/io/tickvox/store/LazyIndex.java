package io.tickvox.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** An index of posts that is made when it is first needed: whoever never needs it does not pay for it with each post. */
enum LazyIndex {
    /** Asked by those who hear of accounts. On Bluesky ids begin with their author's. */
    AUTHOR("post_author", "(author_id) where source <> 'bluesky'"),
    /** Asked when bars are computed from the tables. */
    FINGERPRINT("post_fingerprint", "(fingerprint, created_at) where fingerprint <> 0");

    private final String name;
    private final String what;

    LazyIndex(String name, String what) {
        this.name = name;
        this.what = what;
    }

    /** Makes the index if it is not there; those who write posts wait meanwhile. */
    void ensure(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // To make it where it is there would wait for all who write posts, too.
            ResultSet known = statement.executeQuery("select to_regclass('" + name + "') is not null");
            if (known.next() && known.getBoolean(1)) {
                return;
            }
            statement.execute("create index if not exists " + name + " on post " + what);
        }
    }
}
