package io.tickvox.sources.x;

import io.tickvox.sources.live.Coverage;
import io.tickvox.sources.live.LiveSource;
import io.tickvox.sources.live.SourceEnvironment;
import io.tickvox.sources.live.SourceFactory;
import io.tickvox.sources.live.SourceInfo;
import io.tickvox.sources.live.SourceOption;
import io.tickvox.sources.live.SourceSettings;
import java.util.List;

/** Makes {@link XComplianceSource}s. */
public final class XComplianceFactory implements SourceFactory {
    static final String NAME = "x-compliance";

    private static final SourceInfo INFO = new SourceInfo(
            NAME,
            Coverage.DELETIONS,
            "what is deleted, edited or withheld on X, and accounts that go, of posts that are kept here",
            List.of(
                    SourceOption.baseUrl("https://api.x.com", "Address of X's API."),
                    SourceOption.secret(
                                    XFactory.TOKEN,
                                    "Bearer token of an app at X whose plan has the compliance streams (Enterprise).")
                            .asRequired()),
            "X gives these streams to Enterprise plans: https://docs.x.com/x-api/compliance/streams/introduction");

    @Override
    public SourceInfo info() {
        return INFO;
    }

    @Override
    public LiveSource create(SourceSettings settings, SourceEnvironment environment) {
        return new XComplianceSource(settings, environment);
    }
}
