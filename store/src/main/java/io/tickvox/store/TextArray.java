package io.tickvox.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A column of text as one parameter of a statement, to be taken apart by {@code unnest}. */
final class TextArray {
    private TextArray() {}

    /** Sets the parameter to {@code value} of each of {@code rows}, in their order. */
    static <T> void set(
            PreparedStatement statement,
            int parameter,
            Collection<? extends T> rows,
            Function<? super T, @Nullable String> value)
            throws SQLException {
        Object[] texts = rows.stream().map(value).toArray();
        statement.setArray(parameter, statement.getConnection().createArrayOf("text", texts));
    }
}
