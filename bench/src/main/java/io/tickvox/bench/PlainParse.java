package io.tickvox.bench;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** The least that anybody would do with a post: read {@code created_at} and {@code text} with Jackson's streaming parser. */
final class PlainParse {
    private static final JsonFactory JSON = new JsonFactory();

    private PlainParse() {}

    /** Something that depends on both fields. */
    static int read(byte[] post) {
        int sum = 0;
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), post)) {
            parser.nextToken();
            for (JsonToken token = parser.nextToken(); token == JsonToken.PROPERTY_NAME; token = parser.nextToken()) {
                String name = parser.currentName();
                token = parser.nextToken();
                if (name.equals("created_at") || name.equals("text")) {
                    sum += parser.getString().hashCode();
                } else if (token.isStructStart()) {
                    parser.skipChildren();
                }
            }
        }
        return sum;
    }
}
