@NullMarked
package io.tickvox.pipeline.core;

import org.jspecify.annotations.NullMarked;
