/** Tests of the command as a process of its own, as users run it. They run once the jars are built. */
@NullMarked
package io.tickvox.app.process;

import org.jspecify.annotations.NullMarked;
