/** Tests of what lies in the folder {@code deploy}. */
@NullMarked
package io.tickvox.app.deploy;

import org.jspecify.annotations.NullMarked;
