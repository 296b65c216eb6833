from .tool import Answer, Ctx, desk, tool


class Description(Answer):
    topic: str
    text: str

    def markdown(self) -> str:
        return self.text


@tool(title="Describe a family or the planning language", toolset="read", reads=True)
async def describe_family(ctx: Ctx, topic: str) -> Description:
    """Fields of an asset family; or `blueprint`, `edits`, `changes`, `rules` for how to write those.

    Use this once before your first plan_funnel, plan_edit or plan_changes.
    """
    return Description(topic=topic, text=(await desk(ctx)).describe(topic))
