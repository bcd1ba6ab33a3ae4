@NullMarked
package io.tickvox.text.classifier;

import org.jspecify.annotations.NullMarked;
