@NullMarked
package io.tickvox.text.http;

import org.jspecify.annotations.NullMarked;
