-- name: office_wall
SELECT set_config('app.office_id', $1, true);
