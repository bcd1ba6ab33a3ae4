@NullMarked
package io.tickvox.sources.live;

import org.jspecify.annotations.NullMarked;
