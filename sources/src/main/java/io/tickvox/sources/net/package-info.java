/**
 * How sources reach their APIs: HTTP with a bound on time and size, and WebSockets whose slow reader slows the sender down.
 * Over the JDK's client: TLS is verified, proxies are honoured. No secret ever stands in a message.
 */
@NullMarked
package io.tickvox.sources.net;

import org.jspecify.annotations.NullMarked;
