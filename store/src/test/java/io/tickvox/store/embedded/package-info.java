/** Tests of PostgreSQL as a child process, against the real server. */
@NullMarked
package io.tickvox.store.embedded;

import org.jspecify.annotations.NullMarked;
