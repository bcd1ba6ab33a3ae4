@NullMarked
package io.tickvox.testkit;

import org.jspecify.annotations.NullMarked;
