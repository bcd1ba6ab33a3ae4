/**
 * Accounts that have gone. A network says so of the account alone; what follows for each of its posts is known to whoever
 * holds them, and lands in a stream of its own.
 */
@NullMarked
package io.tickvox.sources.account;

import org.jspecify.annotations.NullMarked;
