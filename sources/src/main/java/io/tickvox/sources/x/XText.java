package io.tickvox.sources.x;

import io.tickvox.sources.internal.UnreadableException;
import org.jspecify.annotations.Nullable;

/** What posts of both API versions have in common. */
final class XText {
    private static final String REPOST = "RT @";
    private static final int MAX_ID_LENGTH = 20;

    private XText() {}

    /** {@code text} without the {@code RT @name: } that X puts before the text of a repost. */
    static String withoutRepostMark(String text) {
        if (!text.startsWith(REPOST)) {
            return text;
        }
        int end = REPOST.length();
        while (end < text.length() && isNameCharacter(text.charAt(end))) {
            end++;
        }
        return end > REPOST.length() && text.startsWith(": ", end) ? text.substring(end + 2) : text;
    }

    /** {@code text}, of a repost without its mark. */
    static String withoutRepostMark(boolean isRepost, String text) {
        return isRepost ? withoutRepostMark(text) : text;
    }

    private static boolean isNameCharacter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }

    /** Whether {@code text} is an id as X gives them: a whole number of 64 bits in decimal. */
    static boolean isId(String text) {
        if (text.isEmpty() || text.length() > MAX_ID_LENGTH) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /**
     * {@code id}, if it is one.
     *
     * @throws UnreadableException naming {@code field} if it is none
     */
    static String checkedId(String field, String id) {
        if (!isId(id)) {
            throw UnreadableException.invalid(field, "a whole number", id);
        }
        return id;
    }

    /** Address of the post for people; X finds it by the id alone if the author's name is not known. */
    static String url(@Nullable String author, String id) {
        return "https://x.com/" + (author == null ? "i" : author) + "/status/" + id;
    }
}
