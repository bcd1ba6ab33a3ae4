@NullMarked
package io.tickvox.app.config;

import org.jspecify.annotations.NullMarked;
