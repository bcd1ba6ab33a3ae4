/**
 * The {@code tickvox} command. {@link io.tickvox.app.Main} is its entry; {@code cli} holds the commands, {@code config} the
 * settings and where they come from, {@code runtime} the parts that run together in one process.
 */
@NullMarked
package io.tickvox.app;

import org.jspecify.annotations.NullMarked;
