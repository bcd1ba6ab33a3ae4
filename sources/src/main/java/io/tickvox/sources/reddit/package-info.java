/** Reddit: submissions and comments, in listings as its API sends them and one by one as archives hold them. */
@NullMarked
package io.tickvox.sources.reddit;

import org.jspecify.annotations.NullMarked;
