package io.tickvox.model;

/** What can go wrong, by whose doing; the category decides the exit code and who is told. */
public enum ErrorCode {
    INVALID_ARGUMENT(Category.USER),
    INVALID_CONFIG(Category.USER),
    FILE_NOT_FOUND(Category.USER),
    FILE_UNREADABLE(Category.USER),
    DATA_DIR_IN_USE(Category.USER),
    DATA_DIR_MISMATCH(Category.USER),
    UNKNOWN_TABLE(Category.USER),
    NOT_FOUND(Category.USER),
    FORBIDDEN(Category.USER),
    TOO_MANY_CLIENTS(Category.RESOURCE),
    PORT_IN_USE(Category.RESOURCE),
    DISK_FULL(Category.RESOURCE),
    MEMORY_FULL(Category.RESOURCE),
    KAFKA_UNAVAILABLE(Category.UPSTREAM),
    FLINK_UNAVAILABLE(Category.UPSTREAM),
    POSTGRES_UNAVAILABLE(Category.UPSTREAM),
    SOURCE_UNAVAILABLE(Category.UPSTREAM),
    SCORER_UNAVAILABLE(Category.UPSTREAM),
    INTERNAL(Category.INTERNAL);

    /** Whose doing it is. */
    public enum Category {
        /** The user's: what was asked cannot be done; exit code 2. */
        USER(2),
        /** Another system's that Tickvox depends on; exit code 3. */
        UPSTREAM(3),
        /** The machine's: ports, disk, memory; exit code 4. */
        RESOURCE(4),
        /** Ours: a bug; exit code 1. */
        INTERNAL(1);

        private final int exitCode;

        Category(int exitCode) {
            this.exitCode = exitCode;
        }

        public int exitCode() {
            return exitCode;
        }
    }

    private final Category category;

    ErrorCode(Category category) {
        this.category = category;
    }

    public Category category() {
        return category;
    }
}
