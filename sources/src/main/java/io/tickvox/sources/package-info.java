/**
 * Where posts and prices come from. Each source has a package of its own; what they share is here: landing payloads as
 * received, and mapping landed payloads to records.
 */
@NullMarked
package io.tickvox.sources;

import org.jspecify.annotations.NullMarked;
