package io.tickvox.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/** What a database is: the facts in table {@code instance}. */
public final class InstanceFacts {
    /** Key whose value {@code true} says that all data here is simulated. */
    public static final String SIMULATED = "simulated";

    private InstanceFacts() {}

    /** All facts by key. */
    public static Map<String, String> read(Connection connection) throws SQLException {
        Map<String, String> facts = new TreeMap<>();
        try (PreparedStatement statement = connection.prepareStatement("select key, value from instance");
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                facts.put(row.getString(1), row.getString(2));
            }
        }
        return facts;
    }

    /** Sets one fact. */
    public static void write(Connection connection, String key, String value) throws SQLException {
        String sql =
                "insert into instance (key, value) values (?, ?) on conflict (key) do update set value = excluded.value"
                        + " where instance.value is distinct from excluded.value";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, key);
            statement.setString(2, value);
            statement.executeUpdate();
        }
    }
}
