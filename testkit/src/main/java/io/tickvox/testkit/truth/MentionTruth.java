package io.tickvox.testkit.truth;

import io.tickvox.model.Label;
import io.tickvox.model.PostId;

/** That a post is about a company, and what it says of it. */
public record MentionTruth(PostId post, String symbol, Label label) {}
