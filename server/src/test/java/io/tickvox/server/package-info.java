@NullMarked
package io.tickvox.server;

import org.jspecify.annotations.NullMarked;
