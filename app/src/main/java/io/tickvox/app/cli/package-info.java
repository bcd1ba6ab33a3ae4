/**
 * The commands. Data goes to standard output in the form that {@code -o} names, everything else to standard error. Exit
 * codes are those of {@link io.tickvox.app.cli.ExitCode}. A command loads what it needs when it runs, so that
 * {@code --help} stays quick.
 */
@NullMarked
package io.tickvox.app.cli;

import org.jspecify.annotations.NullMarked;
