package io.tickvox.sources.simulator;

import java.util.List;

/** A text with what is true of it. */
record Draft(String text, List<Stance> stances, boolean noise) {}
