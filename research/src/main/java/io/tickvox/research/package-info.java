@NullMarked
package io.tickvox.research;

import org.jspecify.annotations.NullMarked;
