@NullMarked
package io.tickvox.store;

import org.jspecify.annotations.NullMarked;
