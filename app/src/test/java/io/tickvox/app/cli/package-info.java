@NullMarked
package io.tickvox.app.cli;

import org.jspecify.annotations.NullMarked;
