package io.tickvox.store;

import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** The database's user who may read everything and change nothing: for psql, Grafana or Power BI. */
public final class ReaderRole {
    public static final String NAME = "tickvox_reader";

    private static final String STATEMENT_TIMEOUT = "60s";

    private ReaderRole() {}

    /**
     * Makes the role if there is none, sets its password, and lets it read all tables, later ones too. May be repeated.
     *
     * @throws TickvoxException {@link ErrorCode#POSTGRES_UNAVAILABLE} if our own user may not make roles
     */
    public static void ensure(DataSource dataSource, String password) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            boolean automatic = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try {
                statement.execute("do $$ begin if not exists (select from pg_roles where rolname = '" + NAME
                        + "') then create role " + NAME + "; end if; end $$");
                statement.execute("alter role " + NAME + " login nosuperuser nocreatedb nocreaterole password "
                        + statement.enquoteLiteral(password));
                statement.execute("alter role " + NAME + " set default_transaction_read_only = on");
                statement.execute("alter role " + NAME + " set statement_timeout = '" + STATEMENT_TIMEOUT + "'");
                statement.execute("grant usage on schema public to " + NAME);
                statement.execute("grant select on all tables in schema public to " + NAME);
                statement.execute("alter default privileges in schema public grant select on tables to " + NAME);
                connection.commit();
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(automatic);
            }
        } catch (SQLException e) {
            throw new TickvoxException(
                    ErrorCode.POSTGRES_UNAVAILABLE,
                    "Cannot make the database user " + NAME + " (SQL state " + e.getSQLState()
                            + "): grant CREATEROLE to the user of postgres.url, or make the role yourself",
                    e);
        }
    }
}
