package io.tickvox.sources.simulator;

import io.tickvox.model.Label;

/** What a post truly says of a company. */
record Stance(Company company, Label label) {}
