package io.tickvox.sources.file;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** The posts of one file: a payload a line, or the whole file as one payload. */
final class PostRows extends FileRows {
    private static final JsonFactory JSON = new JsonFactory();

    private final boolean document;
    private final long latest;
    private final PostPeek peek = new PostPeek();

    /**
     * @param document whether the file is one payload, see {@link #isDocument}
     * @param latest no post can be later, in milliseconds since 1970: what says so has no time
     */
    PostRows(InputFile file, boolean document, long latest) {
        super(file);
        this.document = document;
        this.latest = latest;
    }

    @Override
    @Nullable
    Row row(byte[] line, long number, long length) {
        byte[] payload = line;
        peek.look(payload);
        long time = timeOr(peek.time(), latest);
        return new Row(time, file().index(), number, peek.layout(), payload, length);
    }

    @Override
    byte @Nullable [] nextLine(Lines from) throws IOException {
        return document ? from.rest() : from.next();
    }

    /**
     * Whether {@code file} is one JSON value that spans lines, as a page of posts saved from a browser or a formatter; one
     * that fits a payload. A damaged first line of many does not make it one.
     */
    static boolean isDocument(InputFile file) {
        try (InputStream in = file.open(new InputFile.ByteCount())) {
            byte[] first = new Lines(in).next();
            if (first == null || isJson(first) || !startsJson(first)) {
                return false;
            }
        } catch (IOException e) {
            return false;
        }
        try (InputStream in = file.open(new InputFile.ByteCount())) {
            byte[] all = in.readNBytes(Lines.MAX_BYTES + 1);
            return all.length <= Lines.MAX_BYTES && isJson(all);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean startsJson(byte[] line) {
        for (byte b : line) {
            if (b > ' ') {
                return b == '{' || b == '[';
            }
        }
        return true;
    }

    /** Whether {@code bytes} are one JSON object or array and nothing else. */
    private static boolean isJson(byte[] bytes) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), bytes)) {
            JsonToken first = parser.nextToken();
            if (first != JsonToken.START_OBJECT && first != JsonToken.START_ARRAY) {
                return false;
            }
            parser.skipChildren();
            return parser.currentToken() != null && parser.currentToken().isStructEnd() && parser.nextToken() == null;
        } catch (JacksonException e) {
            return false;
        }
    }
}
