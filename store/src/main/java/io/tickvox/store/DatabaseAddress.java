package io.tickvox.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Properties;

/**
 * Where the database is and who we are there.
 *
 * @param url for JDBC, without user and password
 * @param user the user
 * @param password the user's password; not printed
 */
public record DatabaseAddress(String url, String user, String password) implements Serializable {
    private static final int CONNECT_SECONDS = 15;

    public DatabaseAddress {
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
    }

    /** A connection of its own, for the caller to close. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, properties());
    }

    /** As {@link #connect()}, but it fails as soon as the database leaves any question unanswered for {@code patience}. */
    public Connection connect(Duration patience) throws SQLException {
        Properties properties = properties();
        String seconds = Long.toString(Math.max(1, patience.toSeconds()));
        properties.setProperty("connectTimeout", seconds);
        properties.setProperty("loginTimeout", seconds);
        properties.setProperty("socketTimeout", seconds);
        return DriverManager.getConnection(url, properties);
    }

    /** A pool of at most {@code size} connections, opened as they are needed; for the caller to close. */
    public HikariDataSource pool(int size) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setDataSourceProperties(properties());
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(0);
        config.setIdleTimeout(60_000);
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(CONNECT_SECONDS * 1_000L);
        config.setPoolName("tickvox-postgres");
        return new HikariDataSource(config);
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("ApplicationName", "tickvox");
        properties.setProperty("connectTimeout", Integer.toString(CONNECT_SECONDS));
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("options", "-c timezone=UTC");
        return properties;
    }

    @Override
    public String toString() {
        return "DatabaseAddress[url=" + url + ", user=" + user + "]";
    }
}
