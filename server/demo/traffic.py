"""Traffic sources of the demo account, with the tracking fields and macros such sources use."""

TRAFFIC_SOURCES: dict[str, dict[str, tuple[str, str]]] = {
    "Facebook": {
        "campaign": ("campaign_id", "{{campaign.id}}"),
        "external": ("fbclid", ""),
        "c1": ("adset_id", "{{adset.id}}"),
        "c2": ("ad_id", "{{ad.id}}"),
        "c3": ("placement", "{{placement}}"),
    },
    "Google Ads": {
        "campaign": ("campaignid", "{campaignid}"),
        "external": ("gclid", "{gclid}"),
        "c1": ("adgroupid", "{adgroupid}"),
        "c2": ("keyword", "{keyword}"),
        "c3": ("network", "{network}"),
    },
    "Taboola": {
        "campaign": ("campaign_id", "{campaign_id}"),
        "external": ("click_id", "{click_id}"),
        "c1": ("site", "{site}"),
        "c2": ("campaign_item_id", "{campaign_item_id}"),
        "c3": ("platform", "{platform}"),
    },
    "Outbrain": {
        "campaign": ("campaign_id", "{{campaign_id}}"),
        "external": ("ob_click_id", "{{ob_click_id}}"),
        "c1": ("section_id", "{{section_id}}"),
        "c2": ("ad_id", "{{ad_id}}"),
        "c3": ("publisher_id", "{{publisher_id}}"),
    },
    "TikTok Ads": {
        "campaign": ("campaign_id", "__CAMPAIGN_ID__"),
        "external": ("ttclid", "__CLICKID__"),
        "c1": ("adgroup_id", "__AID__"),
        "c2": ("creative_id", "__CID__"),
    },
    "PropellerAds": {
        "campaign": ("campaignid", "{campaignid}"),
        "external": ("visitor_id", "${SUBID}"),
        "c1": ("zoneid", "{zoneid}"),
        "c2": ("bannerid", "{bannerid}"),
    },
}
"""Name -> slot -> (what reports call it, the ad platform's macro)."""
