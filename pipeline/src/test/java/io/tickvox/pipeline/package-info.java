@NullMarked
package io.tickvox.pipeline;

import org.jspecify.annotations.NullMarked;
