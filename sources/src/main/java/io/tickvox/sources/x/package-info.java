/**
 * X: posts as API v1.1 wrote them one by one (archives, data sets), and as API v2 sends them in search pages and on its
 * filtered stream, with the field names of both its generations.
 */
@NullMarked
package io.tickvox.sources.x;

import org.jspecify.annotations.NullMarked;
