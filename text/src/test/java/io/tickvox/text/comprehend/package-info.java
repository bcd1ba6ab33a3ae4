@NullMarked
package io.tickvox.text.comprehend;

import org.jspecify.annotations.NullMarked;
