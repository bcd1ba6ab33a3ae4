package io.tickvox.server;

import io.tickvox.model.Interval;
import io.tickvox.store.query.MarketWindow;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** How values are written: properties in snake case and in the records' order, nulls included, enums in lower case. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(new Names())
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
            .addModule(new SimpleModule()
                    .addSerializer(new Id<>(Interval.class, Interval::id))
                    .addSerializer(new Id<>(MarketWindow.class, MarketWindow::id)))
            .build();

    private Json() {}

    static byte[] bytes(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    /** Snake case that sets digits off too: {@code forwardReturn1h} is {@code forward_return_1h}. */
    private static final class Names extends PropertyNamingStrategies.NamingBase {
        @Override
        public String translate(String name) {
            return name.equals("barReturn")
                    ? "return"
                    : name.replaceAll("([a-z])([A-Z]|[0-9])", "$1_$2").toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Writes an enum as the name that tables and requests use. */
    private static final class Id<T> extends StdSerializer<T> {
        private final java.util.function.Function<T, String> id;

        Id(Class<T> type, java.util.function.Function<T, String> id) {
            super(type);
            this.id = id;
        }

        @Override
        public void serialize(T value, JsonGenerator out, SerializationContext context) {
            out.writeString(id.apply(value));
        }
    }
}
