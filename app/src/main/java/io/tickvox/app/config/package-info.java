/**
 * Settings: one catalogue of keys ({@link io.tickvox.app.config.Keys}), and one way to find their values — flag, environment,
 * file, user file, default. All problems are found before any is reported, each with the place where it stands.
 */
@NullMarked
package io.tickvox.app.config;

import org.jspecify.annotations.NullMarked;
