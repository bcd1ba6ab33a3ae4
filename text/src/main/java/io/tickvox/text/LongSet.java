package io.tickvox.text;

/** A set of word hashes; built once, then read by many threads. */
final class LongSet {
    private final LongIntMap map = new LongIntMap(64);

    /** The words, separated by white space, of one of them or several. */
    static LongSet ofWords(String words) {
        LongSet set = new LongSet();
        for (String word : words.strip().split("\\s+")) {
            set.add(Hash.word(word));
        }
        return set;
    }

    void add(long hash) {
        map.put(hash, 1);
    }

    boolean contains(long hash) {
        return map.get(hash) >= 0;
    }
}
