@NullMarked
package io.tickvox.app;

import org.jspecify.annotations.NullMarked;
