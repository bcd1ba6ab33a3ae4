@NullMarked
package io.tickvox.bench;

import org.jspecify.annotations.NullMarked;
