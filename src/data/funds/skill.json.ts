// reads: fund, fund_control, fund_skill, fund_timing, skill_persistence, truth_fund_skill
import {skillPage} from "../../../pipeline/models/attribution/page-skill.js";
import {openWarehouse} from "../../../pipeline/warehouse/warehouse.js";

const warehouse = await openWarehouse();
try {
  process.stdout.write(JSON.stringify(await skillPage(warehouse)));
} finally {
  warehouse.close();
}
