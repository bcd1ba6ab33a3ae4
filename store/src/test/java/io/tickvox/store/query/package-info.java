@NullMarked
package io.tickvox.store.query;

import org.jspecify.annotations.NullMarked;
