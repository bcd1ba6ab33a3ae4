/** Tests of the job's ends. */
@NullMarked
package io.tickvox.pipeline.io;

import org.jspecify.annotations.NullMarked;
