@NullMarked
package io.tickvox.app.runtime;

import org.jspecify.annotations.NullMarked;
