package io.tickvox.testkit.fake;

/** What can go wrong with a connection to an API. */
public enum Fault {
    /** The connection breaks in the middle of a record. */
    DISCONNECT_MID_RECORD,
    /** The connection stays open and nothing comes any more, not even an answer to a ping. */
    STALL,
    UNAUTHORIZED,
    /** A guard's web page in place of the API's answer. */
    FORBIDDEN_PAGE,
    /** 429 that says when to come back, as the API does. */
    RATE_LIMITED,
    /** 429 that does not, with a body of plain text. */
    RATE_LIMITED_BARE,
    SERVER_ERROR,
    UNAVAILABLE,
    /** A body announced as gzip that ends too early. */
    TRUNCATED_GZIP,
    /** A body that ends before what {@code Content-Length} says. */
    LONG_CONTENT_LENGTH,
    /** A body that goes on after what {@code Content-Length} says. */
    SHORT_CONTENT_LENGTH,
    /** A {@code Date} three hours ahead of the time. */
    WRONG_CLOCK,
    /** Each record twice. */
    DUPLICATES,
    /** Records that are next to each other swapped. */
    REORDERED;

    /** Whether it replaces the answer by another one. */
    boolean isRefusal() {
        return switch (this) {
            case UNAUTHORIZED, FORBIDDEN_PAGE, RATE_LIMITED, RATE_LIMITED_BARE, SERVER_ERROR, UNAVAILABLE -> true;
            case DISCONNECT_MID_RECORD,
                    STALL,
                    TRUNCATED_GZIP,
                    LONG_CONTENT_LENGTH,
                    SHORT_CONTENT_LENGTH,
                    WRONG_CLOCK,
                    DUPLICATES,
                    REORDERED -> false;
        };
    }
}
