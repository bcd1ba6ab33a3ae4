package io.tickvox.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.tickvox.model.ErrorCode;
import io.tickvox.model.TickvoxException;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns failures into answers: a code and a message, never a stack trace. */
final class Errors {
    private static final Logger LOG = LoggerFactory.getLogger(Errors.class);

    private final Metrics metrics;

    Errors(Metrics metrics) {
        this.metrics = metrics;
    }

    void addTo(RoutesConfig routes) {
        routes.exception(TickvoxException.class, (e, context) -> {
            if (e.code().category() != ErrorCode.Category.USER) {
                LOG.warn("{} {}: {}", context.method(), context.path(), e.getMessage());
            }
            answer(context, status(e.code()), e.code(), String.valueOf(e.getMessage()));
        });
        routes.exception(HttpResponseException.class, (e, context) -> http(context, e.getStatus()));
        routes.exception(Exception.class, (e, context) -> unexpected(context, e));
    }

    void answer(Context context, int status, ErrorCode code, String message) {
        metrics.error(code);
        if (code == ErrorCode.TOO_MANY_CLIENTS) {
            context.header("Retry-After", "5");
        }
        Responses.json(context.status(status), new ApiError(code.name(), message));
    }

    /** An answer by HTTP status alone, as the router gives it. */
    private void http(Context context, int status) {
        String path = context.path();
        if (status == HttpStatus.METHOD_NOT_ALLOWED.getCode()) {
            answer(
                    context.header("Allow", "GET, HEAD"),
                    status,
                    ErrorCode.INVALID_ARGUMENT,
                    "Invalid method '" + context.method() + "' for '" + path + "': expected GET");
        } else if (status == HttpStatus.NOT_FOUND.getCode()) {
            answer(context, status, ErrorCode.NOT_FOUND, "Cannot find '" + path + "': see /docs for what there is");
        } else {
            answer(context, status, ErrorCode.INVALID_ARGUMENT, "Invalid request: expected what /docs describes");
        }
    }

    private void unexpected(Context context, Exception e) {
        if (isUnavailable(e)) {
            LOG.warn("{} {}: PostgreSQL does not answer: {}", context.method(), context.path(), e.getMessage());
            answer(
                    context,
                    HttpStatus.SERVICE_UNAVAILABLE.getCode(),
                    ErrorCode.POSTGRES_UNAVAILABLE,
                    "Cannot read the tables: PostgreSQL does not answer; see /status and try again");
            return;
        }
        String incident = UUID.randomUUID().toString().substring(0, 8);
        LOG.error("Incident {}: {} {}", incident, context.method(), context.path(), e);
        answer(
                context,
                HttpStatus.INTERNAL_SERVER_ERROR.getCode(),
                ErrorCode.INTERNAL,
                "Cannot answer: a fault in Tickvox, noted in its log as incident " + incident);
    }

    static int status(ErrorCode code) {
        return switch (code) {
            case NOT_FOUND -> 404;
            case FORBIDDEN -> 403;
            case INVALID_ARGUMENT,
                    INVALID_CONFIG,
                    FILE_NOT_FOUND,
                    FILE_UNREADABLE,
                    DATA_DIR_IN_USE,
                    DATA_DIR_MISMATCH,
                    UNKNOWN_TABLE -> 400;
            case TOO_MANY_CLIENTS,
                    PORT_IN_USE,
                    DISK_FULL,
                    MEMORY_FULL,
                    KAFKA_UNAVAILABLE,
                    FLINK_UNAVAILABLE,
                    POSTGRES_UNAVAILABLE,
                    SOURCE_UNAVAILABLE,
                    SCORER_UNAVAILABLE -> 503;
            case INTERNAL -> 500;
        };
    }

    /** Whether the database could not be reached, was full, or took too long; SQLSTATE classes 08, 53 and 57. */
    private static boolean isUnavailable(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof java.sql.SQLTransientException) {
                return true;
            }
            if (cause instanceof SQLException sql
                    && sql.getSQLState() != null
                    && sql.getSQLState().matches("(08|53|57).*")) {
                return true;
            }
        }
        return false;
    }
}
