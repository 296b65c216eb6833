from .tool import Answer, Ctx, desk, tool


class Description(Answer):
    topic: str
    text: str

    def markdown(self) -> str:
        return self.text


@tool(title="Describe a family or the planning language", toolset="read", reads=True)
async def describe_family(ctx: Ctx, topic: str) -> Description:
    """Fields of an asset family; or `blueprint`, `edits`, `changes`, `updates`, `rules` for how to write those.

    Use this before a plan only for what you were not told how to write.
    """
    return Description(topic=topic, text=(await desk(ctx)).describe(topic))
