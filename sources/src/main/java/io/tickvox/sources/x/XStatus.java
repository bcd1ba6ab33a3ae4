package io.tickvox.sources.x;

import io.tickvox.model.Post;
import io.tickvox.model.PostKind;
import io.tickvox.sources.internal.HtmlEntities;
import io.tickvox.sources.internal.JsonNames;
import io.tickvox.sources.internal.JsonScanner;
import io.tickvox.sources.internal.Payload;
import io.tickvox.sources.internal.Tags;
import io.tickvox.sources.internal.UnreadableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One post object of API v1.1 as a scanner finds it: where each value of interest stands in the payload. Read again and
 * again, for one post after the other; where a field occurs twice, the last one counts.
 */
final class XStatus {
    private static final int ID_STR = 0;
    private static final int ID = 1;
    private static final int CREATED_AT = 2;
    private static final int TEXT = 3;
    private static final int FULL_TEXT = 4;
    private static final int LANG = 5;
    private static final int LIKES = 6;
    private static final int REPOSTS = 7;
    private static final int REPLIES = 8;
    private static final int QUOTES = 9;
    private static final int QUOTED_ID_STR = 10;
    private static final int QUOTED_ID = 11;
    private static final int ANSWERED_ID_STR = 12;
    private static final int ANSWERED_ID = 13;
    private static final int STATUSES = 14;
    private static final int MARKED = 15;
    private static final int USER = 15;
    private static final int ENTITIES = 16;
    private static final int EXTENDED_TWEET = 17;
    private static final int RETWEETED_STATUS = 18;
    private static final int QUOTED_STATUS = 19;
    private static final int EDIT_HISTORY = 20;
    private static final JsonNames NAMES = new JsonNames(
            "id_str",
            "id",
            "created_at",
            "text",
            "full_text",
            "lang",
            "favorite_count",
            "retweet_count",
            "reply_count",
            "quote_count",
            "quoted_status_id_str",
            "quoted_status_id",
            "in_reply_to_status_id_str",
            "in_reply_to_status_id",
            "statuses",
            "user",
            "entities",
            "extended_tweet",
            "retweeted_status",
            "quoted_status",
            "edit_history");

    private static final int SCREEN_NAME = 2;
    private static final int FOLLOWERS = 3;
    private static final JsonNames USER_NAMES = new JsonNames("id_str", "id", "screen_name", "followers_count");
    private static final JsonNames QUOTED_NAMES = new JsonNames("id_str", "id");
    private static final JsonNames ENTITIES_NAMES = new JsonNames("symbols");
    private static final JsonNames SYMBOL_NAMES = new JsonNames("text");
    private static final JsonNames EDIT_NAMES = new JsonNames("edit_tweet_ids");

    private final JsonScanner in;
    private final int[] values = new int[MARKED];
    private final int[] user = new int[4];
    private final int[] quoted = new int[2];
    private final Symbols symbols = new Symbols();
    private final Symbols extendedSymbols = new Symbols();
    private final XMarks versions = new XMarks();
    private final @Nullable XStatus original;
    private int extendedText;
    private boolean isRepost;
    private boolean isQuote;

    private XStatus(JsonScanner in, @Nullable XStatus original) {
        this.in = in;
        this.original = original;
    }

    /** A post object to be read by {@code in}, with room for the one that it passes on; of that, only the id, text and symbols are kept. */
    static XStatus readBy(JsonScanner in) {
        return new XStatus(in, new XStatus(in, null));
    }

    /** Reads the object that comes next. */
    void read() {
        clear();
        for (int field = in.firstField(NAMES); field != JsonScanner.END; field = in.nextField(NAMES)) {
            switch (field) {
                case USER -> readUser();
                case ENTITIES -> readEntities(symbols);
                case EXTENDED_TWEET -> readExtended();
                case RETWEETED_STATUS -> readOriginal();
                case QUOTED_STATUS -> isQuote = readObject(quoted, QUOTED_NAMES);
                case EDIT_HISTORY -> readVersions();
                case JsonScanner.OTHER -> in.skip();
                default -> values[field] = in.mark();
            }
        }
    }

    private void clear() {
        Arrays.fill(values, JsonScanner.NONE);
        Arrays.fill(user, JsonScanner.NONE);
        Arrays.fill(quoted, JsonScanner.NONE);
        symbols.clear();
        extendedSymbols.clear();
        versions.clear();
        extendedText = JsonScanner.NONE;
        isRepost = false;
        isQuote = false;
    }

    private void readUser() {
        if (original == null) {
            in.skip();
        } else {
            readObject(user, USER_NAMES);
        }
    }

    private boolean readObject(int[] into, JsonNames names) {
        Arrays.fill(into, JsonScanner.NONE);
        if (in.peek() != '{') {
            in.skip();
            return false;
        }
        for (int field = in.firstField(names); field != JsonScanner.END; field = in.nextField(names)) {
            int value = in.mark();
            if (field >= 0) {
                into[field] = value;
            }
        }
        return true;
    }

    private void readEntities(Symbols into) {
        into.clear();
        if (in.peek() != '{') {
            in.skip();
            return;
        }
        for (int field = in.firstField(ENTITIES_NAMES);
                field != JsonScanner.END;
                field = in.nextField(ENTITIES_NAMES)) {
            if (field != JsonScanner.OTHER) {
                into.read(in);
            } else {
                in.skip();
            }
        }
    }

    private void readExtended() {
        extendedText = JsonScanner.NONE;
        extendedSymbols.clear();
        if (in.peek() != '{') {
            in.skip();
            return;
        }
        for (int field = in.firstField(NAMES); field != JsonScanner.END; field = in.nextField(NAMES)) {
            switch (field) {
                case FULL_TEXT -> extendedText = in.mark();
                case ENTITIES -> readEntities(extendedSymbols);
                default -> in.skip();
            }
        }
    }

    private void readVersions() {
        versions.clear();
        if (in.peek() != '{') {
            in.skip();
            return;
        }
        for (int field = in.firstField(EDIT_NAMES); field != JsonScanner.END; field = in.nextField(EDIT_NAMES)) {
            if (field == JsonScanner.OTHER) {
                in.skip();
            } else {
                versions.readArray(in);
            }
        }
    }

    private void readOriginal() {
        isRepost = original != null && in.peek() == '{';
        if (original == null || !isRepost) {
            in.skip();
        } else {
            original.read();
        }
    }

    /** Where the array of posts stands, if this is no post but a page of them; {@link JsonScanner#NONE} otherwise. */
    int page() {
        return in.is('[', values[STATUSES]) ? values[STATUSES] : JsonScanner.NONE;
    }

    /** The ids of all versions of the post, as far as it tells; one that is no text or number is missing. */
    List<String> versions() {
        if (versions.size() < 2) {
            return List.of();
        }
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < versions.size(); i++) {
            String text = in.nonEmptyText(versions.at(i));
            String id = text != null ? text : in.integer(versions.at(i));
            if (id != null) {
                ids.add(id);
            }
        }
        return ids;
    }

    /** The post; null if this has no id, and so is none. */
    @Nullable
    Post post(Payload payload) {
        String id = id(values, ID_STR, ID);
        if (id == null) {
            return null;
        }
        XStatus source = isRepost && original != null ? original : this;
        String fullText = source == this ? null : source.text();
        String text = fullText != null ? fullText : text();
        if (text == null) {
            throw UnreadableException.missing("text");
        }
        String author = in.nonEmptyText(user[SCREEN_NAME]);
        XText.checkedId("id_str", id);
        Post.Builder post = Post.builder(payload.source(), id, createdAt(id), payload.observedAt())
                .author(id(user, ID_STR, ID), author, in.count(user[FOLLOWERS]))
                .text(HtmlEntities.decode(XText.withoutRepostMark(isRepost && fullText == null, text)))
                .lang(in.nonEmptyText(values[LANG]))
                .url(XText.url(author, id))
                .likes(in.count(values[LIKES]))
                .reposts(in.count(values[REPOSTS]))
                .replies(in.count(values[REPLIES]))
                .quotes(in.count(values[QUOTES]))
                .symbols(source.symbols())
                .version(XEdits.version(versions(), id));
        relate(post);
        return post.build();
    }

    private void relate(Post.Builder post) {
        String quotedId = parentId(values, QUOTED_ID_STR, QUOTED_ID);
        String answered = parentId(values, ANSWERED_ID_STR, ANSWERED_ID);
        if (isRepost && original != null) {
            post.kind(PostKind.REPOST).parentId(parentId(original.values, ID_STR, ID));
        } else if (quotedId != null || isQuote) {
            post.kind(PostKind.QUOTE).parentId(quotedId != null ? quotedId : parentId(quoted, ID_STR, ID));
        } else if (answered != null) {
            post.kind(PostKind.REPLY).parentId(answered);
        }
    }

    private Instant createdAt(String id) {
        String text = in.nonEmptyText(values[CREATED_AT]);
        return text != null ? XTime.parse(text) : XTime.requiredOfId(id);
    }

    private @Nullable String text() {
        int full = in.is('"', extendedText) ? extendedText : values[FULL_TEXT];
        return in.text(in.is('"', full) ? full : values[TEXT]);
    }

    private List<String> symbols() {
        return (extendedSymbols.isArray ? extendedSymbols : symbols).decode(in);
    }

    private @Nullable String parentId(int[] object, int first, int second) {
        String id = id(object, first, second);
        return id != null && XText.isId(id) ? id : null;
    }

    private @Nullable String id(int[] object, int first, int second) {
        String id = in.nonEmptyText(object[first]);
        if (id == null) {
            id = in.integer(object[second]);
        }
        return id != null ? id : in.nonEmptyText(object[second]);
    }

    /** Where the texts of tagged symbols stand. */
    private static final class Symbols {
        private final XMarks texts = new XMarks();
        private boolean isArray;

        void clear() {
            texts.clear();
            isArray = false;
        }

        void read(JsonScanner in) {
            clear();
            if (in.peek() != '[') {
                in.skip();
                return;
            }
            isArray = true;
            for (boolean more = in.firstElement(); more; more = in.nextElement()) {
                if (in.peek() != '{') {
                    in.skip();
                    continue;
                }
                int text = JsonScanner.NONE;
                for (int field = in.firstField(SYMBOL_NAMES);
                        field != JsonScanner.END;
                        field = in.nextField(SYMBOL_NAMES)) {
                    int value = in.mark();
                    text = field != JsonScanner.OTHER ? value : text;
                }
                texts.add(text);
            }
        }

        List<String> decode(JsonScanner in) {
            if (texts.size() == 0) {
                return List.of();
            }
            Tags tags = new Tags();
            for (int i = 0; i < texts.size(); i++) {
                tags.add(in.nonEmptyText(texts.at(i)));
            }
            return tags.symbols();
        }
    }
}
