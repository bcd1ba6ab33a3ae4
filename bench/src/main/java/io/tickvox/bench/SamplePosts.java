package io.tickvox.bench;

import io.tickvox.model.Envelope;
import io.tickvox.model.Post;
import io.tickvox.sources.Mapper;
import io.tickvox.sources.Mappers;
import io.tickvox.text.Document;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Generated posts in the forms that the steps of the job take them in. */
@State(Scope.Benchmark)
public class SamplePosts {
    static final int COUNT = 8_192;

    private static final Instant START = Instant.parse("2014-01-02T14:30:00Z");

    private final Envelope[] envelopes = new Envelope[COUNT];
    private final Document[] documents = new Document[COUNT];

    /** Makes them. */
    public SamplePosts() {
        PostGenerator generator = new PostGenerator(1, Symbols.largest(100), START, 1_000);
        Mapper mapper = Mappers.standard();
        for (int i = 0; i < COUNT; i++) {
            envelopes[i] = Envelope.json("x", "v1.1", START, generator.next());
            List<Post> posts = new ArrayList<>();
            mapper.map(envelopes[i], "", record -> posts.add((Post) record));
            Post post = posts.get(0);
            documents[i] = new Document(post.text(), post.lang(), post.symbols(), post.createdAt());
        }
    }

    Envelope envelope(int i) {
        return envelopes[i & (COUNT - 1)];
    }

    Document document(int i) {
        return documents[i & (COUNT - 1)];
    }
}
